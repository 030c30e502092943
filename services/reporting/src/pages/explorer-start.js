// Runs in the browser, before the explorer: its first act is to read the schema, and that needs a key. The one of a dashboard that
// was opened in this tab is used; else a person is asked. The key lives in the memory of the page and nowhere else.

const options = JSON.parse(document.getElementById('explorer-options').textContent);

/** Undefined when the key is good; else why not, in the words of the service. */
async function whyNot(key) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  try {
    const answer = await fetch(options.endpointURL, { method: 'POST', headers, body: '{"query":"{ today }"}' });
    if (answer.ok) return undefined;
    const { detail } = await answer.json();
    return detail ?? `The service answered ${answer.status}.`;
  } catch {
    return 'The service cannot be reached. Check the connection and try again.';
  }
}

function open(key) {
  around.remove();
  document.querySelector('app-root').hidden = false;
  globalThis.AltairGraphQL.init({ ...options, initialAuthorization: { type: 'bearer', data: { token: key } } });
}

const around = document.getElementById('explorer-key');
const form = around.querySelector('form');
const field = form.querySelector('input');
const said = form.querySelector('[role=alert]');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const key = field.value.trim();
  if (!/^cw_[A-Za-z0-9_-]{16,200}$/.test(key)) {
    said.textContent = 'A key begins with cw_ and is at least 19 characters long. Check that it was copied whole.';
    field.focus();
    return;
  }
  const why = await whyNot(key);
  if (why === undefined) open(key);
  else {
    said.textContent = why;
    field.focus();
  }
});

const known = sessionStorage.getItem('claimwright.key');
if (known !== null && (await whyNot(known)) === undefined) open(known);
else {
  around.hidden = false;
  field.focus();
}
