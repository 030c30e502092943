import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

// The page's policy is script-src 'self': nothing may be written into the document itself.
export default defineConfig({
  base: '/dashboard/',
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2023',
  },
});
