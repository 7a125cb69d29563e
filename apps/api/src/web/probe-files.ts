import { staticFile } from './static-files.ts'

/** What the doctor of the widget fetches, to see whether a page's policy lets pictures through. */
export const TRANSPARENT = {
  ...staticFile(
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
    'image/svg+xml',
  ),
  name: 'dot.svg',
}
