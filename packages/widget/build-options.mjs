/** Languages become lists in the order of the English keys, which the panel has anyhow. */
const listedWords = {
  name: 'listed-words',
  enforce: 'pre',
  transform: (code, id) =>
    /locales\/(?!en)\w+\.json$/.test(id) ? JSON.stringify(Object.values(JSON.parse(code))) : undefined,
}

// Whoever builds, for whatever: what visitors get is never a build for development.
process.env.NODE_ENV = 'production'

/** Lets Chromium compile a whole file beside the main thread while it arrives, not each function as it is called. */
export const compileAhead = ({ facadeModuleId }) =>
  facadeModuleId?.endsWith('.json') ? '' : '//# allFunctionsCalledOnLoad'

/** What every build of the widget has in common. */
export const shared = {
  root: import.meta.dirname,
  plugins: [listedWords],
  json: { namedExports: false },
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { 'process.env.NODE_ENV': '"production"' },
}
