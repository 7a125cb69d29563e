/** Code points of a message that lists show. */
const PREVIEW = 140

/** Most messages are shown as they are. */
const isPlain = (content: string) => content.length <= PREVIEW && !/[^\S ]|\s\s/.test(content)

/** What lists show of a message. */
export const previewOf = (content: string) =>
  isPlain(content) ? content : [...content.replaceAll(/\s+/g, ' ')].slice(0, PREVIEW).join('')
