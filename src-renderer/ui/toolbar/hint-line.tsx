/** One quiet line above the tools: what the next key would do. Not announced: it is a help to the eye. */
export function HintLine({ text }: { readonly text: string }) {
  return <p className="hint-line">{text}</p>;
}
