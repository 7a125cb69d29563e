import { describe, expect, it } from 'vitest'
import { isEmojiOnly } from './emoji.ts'

describe('emoji alone', () => {
  it.each(['🌷', '🌷😬', '👩‍👩‍👧 👍🏽', '🇵🇹', '❤️', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏳️‍🌈', '👩🏽‍🚀'])('%s is shown large', text => {
    expect(isEmojiOnly(text)).toBe(true)
  })

  it.each(['', ' ', '12', 'ok 👍', '👍👍👍👍', '#', '🌷.', '👍\u200d'])('“%s” is not', text => {
    expect(isEmojiOnly(text)).toBe(false)
  })
})
