import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The console is built once into dist/web and served by our own server. Aliases (#ui/… and the others) come
 * from the `imports` of package.json; charts and maps arrive as lazy chunks because few pages need them.
 */
export default defineConfig({
  root: 'src/app/web',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            // with the switch that must be set before the first contract is made
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|no-eval/ },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
});
