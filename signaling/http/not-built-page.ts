import type { Answer } from './answer.ts';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drawbridge: web client not built</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem }
h1 { font-size: 1.375rem }
code { padding: 0.125rem 0.375rem; border: 1px solid; border-radius: 0.25rem }
</style>
</head>
<body>
<main>
<h1>This Drawbridge server runs, but its web client is not built</h1>
<p>People who use the desktop app can already meet here. For guests in a browser, run
<code>npm run build</code> on the server, then load this page again.</p>
</main>
</body>
</html>
`;

/** What `/` says where the web client has not been built. */
export function notBuiltAnswer(): Answer {
  return {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body: PAGE,
  };
}
