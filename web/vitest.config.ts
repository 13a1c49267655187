import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // Svelte's browser build, so that component tests mount as in the page.
  resolve: { conditions: ['browser'] },
  test: {
    // The engine needs no DOM; a test of a component says `// @vitest-environment jsdom` itself.
    environment: 'node',
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
  },
});
