/** An address inside a sheet: it cannot end its quotes. @throws TypeError for what is none */
export const cssUrl = (address: string) =>
  `url("${new URL(address).href.replace(/["'()\\\s<>]/g, letter => `%${letter.charCodeAt(0).toString(16)}`)}")`

/** Words inside a sheet: all but plain letters and figures by their number. */
export const cssText = (words: string) =>
  `"${[...words].map(letter => (/[a-z0-9]/i.test(letter) ? letter : `\\${letter.codePointAt(0)?.toString(16)} `)).join('')}"`
