/** The operator's page. It asks for the token, keeps it in memory only, and reads the figures. */
export const ADMIN_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drawbridge cell</title>
<link rel="stylesheet" href="/admin/style.css">
</head>
<body>
<main>
<h1>Drawbridge cell</h1>
<form id="login">
<label for="token">Operator token</label>
<input id="token" type="password" autocomplete="off" required>
<button type="submit">Show</button>
</form>
<p id="status" role="status"></p>
<div id="tables" hidden></div>
</main>
<script src="/admin/app.js"></script>
</body>
</html>
`;

export const ADMIN_STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.3rem; }
h2 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
form { display: flex; gap: 0.5rem; align-items: center; flex-wrap: wrap; }
input, button { font: inherit; padding: 0.35rem 0.6rem; }
#tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 2rem; }
#tables[hidden], form[hidden] { display: none; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
th { text-align: left; font-weight: 400; }
td { text-align: right; }
`;

export const ADMIN_SCRIPT = `'use strict';
const REFRESH_MS = 2000;
const form = document.getElementById('login');
const status = document.getElementById('status');
const tables = document.getElementById('tables');
let before;

const words = (name) => name.replace(/([A-Z])/g, (letter) => ' ' + letter.toLowerCase());
const number = (value) => Math.round(value).toLocaleString('en');

function table(title, rows) {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  heading.textContent = title;
  const body = document.createElement('table');
  for (const [name, value] of rows) {
    const row = body.insertRow();
    const label = document.createElement('th');
    label.scope = 'row';
    label.textContent = words(name);
    row.append(label);
    row.insertCell().textContent = value;
  }
  section.append(heading, body);
  return section;
}

function rates(figures, seconds) {
  const flat = ({ totals }) => ({
    deliveries: totals.deliveries,
    'delivered bytes': totals.deliveredBytes,
    'sessions opened': totals.sessionsOpened,
    ...Object.fromEntries(Object.entries(totals.messages).map(([type, { count }]) => [type, count])),
  });
  const [now, then] = [flat(figures), before ? flat(before.figures) : {}];
  return Object.entries(now).map(([name, value]) => [
    name,
    before ? ((value - (then[name] ?? 0)) / seconds).toFixed(1) : '…',
  ]);
}

function show(figures) {
  const atMs = performance.now();
  const { sessionsByRung, ...now } = figures.now;
  const { messages, refusals, ...totals } = figures.totals;
  const rows = (object) => Object.entries(object).map(([name, value]) => [name, number(value)]);
  tables.replaceChildren(
    table('Now', rows(now)),
    table('Sessions by rung', rows(sessionsByRung)),
    table('A second', rates(figures, before ? (atMs - before.atMs) / 1000 : 1)),
    table('Since the start', [['up for', number(figures.upSeconds) + ' s'], ...rows(totals)]),
    table('Refusals', rows(refusals)),
  );
  tables.hidden = false;
  before = { figures, atMs };
}

async function refresh(token) {
  try {
    const response = await fetch('/admin/figures', {
      headers: { authorization: 'Bearer ' + token },
      cache: 'no-store',
    });
    if (response.status === 401) {
      status.textContent = 'This token is not right.';
      form.hidden = false;
      tables.hidden = true;
      return;
    }
    if (!response.ok) throw new Error('HTTP ' + response.status);
    show(await response.json());
    form.hidden = true;
    status.textContent = '';
  } catch (error) {
    status.textContent = 'The cell does not answer: ' + error.message;
  }
  setTimeout(() => refresh(token), REFRESH_MS);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void refresh(document.getElementById('token').value);
});
`;
