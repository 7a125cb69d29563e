/**
 * An address inside a sheet: whole, and it cannot end its quotes. @throws TypeError for what is none
 * @param origin whose one is that begins at the root: the sheet is worn by other people's pages
 */
export const cssUrl = (address: string, origin: string) =>
  `url("${new URL(address, origin).href.replace(/["'()\\\s<>]/g, letter => `%${letter.charCodeAt(0).toString(16)}`)}")`

/** Words inside a sheet: all but plain letters and figures by their number. */
export const cssText = (words: string) =>
  `"${[...words].map(letter => (/[a-z0-9]/i.test(letter) ? letter : `\\${letter.codePointAt(0)?.toString(16)} `)).join('')}"`
