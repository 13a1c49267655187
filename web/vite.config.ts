import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8470';

export default defineConfig({
  plugins: [svelte()],
  // Pages have deep addresses (/apps/…/inputs/…), so assets are named from the root.
  base: '/',
  build: {
    outDir: '../src/labelwright/web_dist',
    emptyOutDir: true,
    target: 'es2022',
    // The server's Content Security Policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, proxy: { '/api': { target: server, changeOrigin: false } } },
});
