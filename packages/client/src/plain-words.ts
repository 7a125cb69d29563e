/**
 * The words without the marks around them, for a line that has no room for shapes.
 * @example plainWords('**No** frost') // 'No frost'
 */
export const plainWords = (text: string): string => text.replace(/\*\*|__|`/g, '')
