import { render } from 'preact';
import { App } from './app.tsx';

const root = document.getElementById('app');
if (!root) throw new Error('The document has no place for the dashboard.');
render(<App />, root);
