import type * as Y from 'yjs';
import type { Author, PersonId } from './element.ts';
import { changedKeys } from './yjs-items.ts';

const PERSON_ID_LENGTH_MAX = 64;
export const PERSON_NAME_LENGTH_MAX = 200;

function parseAuthor(value: unknown): Author | undefined {
  if (!Array.isArray(value)) return undefined;
  const [personId, name]: unknown[] = value;
  if (typeof personId !== 'string' || typeof name !== 'string') return undefined;
  if (personId.length > PERSON_ID_LENGTH_MAX || name.length > PERSON_NAME_LENGTH_MAX) {
    return undefined;
  }
  return { personId, name };
}

/**
 * Who is behind a Yjs client id. A client id lives for one session, so each session that edits
 * signs: the root map `authors` says whose it is. The root map `marks` counts a session's writes
 * that only deleted: those alone do not advance a state vector, and so could not be told apart from
 * nothing having happened.
 */
export class Sessions {
  readonly #doc: Y.Doc;
  readonly #authors: Y.Map<unknown>;
  readonly marks: Y.Map<unknown>;
  readonly #known = new Map<number, Author>();
  readonly #own = new Set<number>();
  #self: Author;

  constructor(doc: Y.Doc, self: Author) {
    this.#doc = doc;
    this.#authors = doc.getMap('authors');
    this.marks = doc.getMap('marks');
    this.#self = self;
  }

  get self(): Author {
    return this.#self;
  }

  author(clientId: number): Author | undefined {
    const known = this.#known.get(clientId);
    if (known) return known;
    const parsed = parseAuthor(this.#authors.get(String(clientId)));
    if (parsed) this.#known.set(clientId, parsed);
    else if (clientId === this.#doc.clientID) return this.#self;
    return parsed;
  }

  personId(clientId: number): PersonId | null {
    return this.author(clientId)?.personId ?? null;
  }

  /** The name that a person signed with last, in any session; empty when there is none. */
  nameOf(personId: PersonId): string {
    let name = '';
    for (const client of this.#authors.keys()) {
      const author = this.author(Number(client));
      if (author?.personId === personId) name = author.name;
    }
    return name;
  }

  /** Whether the write came from this session. */
  isOwn(clientId: number): boolean {
    return this.#own.has(clientId);
  }

  /** To be called in every transaction that writes: the first one tells who this session is. */
  sign(): void {
    const clientId = this.#doc.clientID;
    this.#own.add(clientId);
    const key = String(clientId);
    const { personId, name } = this.#self;
    const signed = parseAuthor(this.#authors.get(key));
    if (signed?.personId === personId && signed.name === name) return;
    this.#authors.set(key, [personId, name]);
  }

  /** Whether this session has edited, and so signed. */
  get hasSigned(): boolean {
    return this.#authors.has(String(this.#doc.clientID));
  }

  rename(self: Author): void {
    this.#self = self;
  }

  /** Counts one write that only deleted. */
  mark(): void {
    const key = String(this.#doc.clientID);
    const count = this.marks.get(key);
    this.marks.set(key, typeof count === 'number' && Number.isSafeInteger(count) ? count + 1 : 1);
  }

  /** To be called after each transaction. */
  noteChanges(transaction: Y.Transaction): void {
    if (changedKeys(transaction, this.#authors)) this.#known.clear();
  }

  /** Whose session wrote what in the transaction has no writer of its own (a deletion). */
  deleterIn(transaction: Y.Transaction): number | undefined {
    const marked = [...(changedKeys(transaction, this.marks) ?? [])];
    if (marked.length === 1 && marked[0] !== null) return Number(marked[0]);
    const advanced = [...transaction.afterState].filter(
      ([client, clock]) => (transaction.beforeState.get(client) ?? 0) < clock,
    );
    return advanced.length === 1 ? advanced[0]?.[0] : undefined;
  }
}
