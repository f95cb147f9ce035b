import { defineConfig } from 'vite';

/**
 * The script and styles of the resident pages: one plain script that an old phone runs, beside the console in
 * dist/web/assets. Built after the console, whose build empties the folder. The server finds the names in resident.json.
 */
export default defineConfig({
  root: 'src/modules/participation/web/resident',
  base: '/',
  publicDir: false,
  build: {
    outDir: '../../../../../dist/web',
    emptyOutDir: false,
    assetsDir: 'assets',
    manifest: 'resident.json',
    target: 'es2017',
    cssTarget: ['chrome61', 'safari11'],
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { resident: 'src/modules/participation/web/resident/main.ts' },
      output: { format: 'iife' },
    },
  },
});
