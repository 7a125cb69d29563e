/** Whether a text is up to three emoji and nothing else: it is then shown large. */
export function isEmojiOnly(text: string): boolean {
  const bare = text.replace(/\s/g, '')
  if (!bare || bare.length > 40) return false
  const shown = [...new Intl.Segmenter().segment(bare)].map(({ segment }) => segment)
  return shown.length <= 3 && shown.every(one => EMOJI.test(one))
}

const EMOJI = /^(\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[\d#*]\uFE0F?\u20E3)/u
