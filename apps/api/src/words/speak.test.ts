import { describe, expect, test } from 'vitest'
import { speak, speakAsAsked } from './speak.ts'

describe('a language', () => {
  test('is spoken as it is in its region, and written in its direction', () => {
    expect(speak('de-AT')).toMatchObject({ locale: 'de-AT', direction: 'ltr', words: { you: 'Sie' } })
    expect(speak('ar-EG')).toMatchObject({ locale: 'ar-EG', direction: 'rtl' })
    expect(speak('HE')).toMatchObject({ direction: 'rtl' })
  })

  test.each([null, '', 'sv', 'constructor', '__proto__', 'english', '<svg>'])('%s is English', tag => {
    expect(speak(tag)).toMatchObject({ locale: 'en-GB', words: { you: 'You' } })
  })

  test('that Intl would refuse is spoken without its region', () => {
    expect(speak('de-12')).toMatchObject({ locale: 'de', words: { you: 'Sie' } })
  })
})

test('a browser is answered in the first of its languages that we speak', () => {
  expect(speakAsAsked('sv-SE,fr-CH;q=0.9,de;q=0.8').words.you).toBe('Vous')
  expect(speakAsAsked('en-US,fr;q=0.5').words.you).toBe('You')
  expect(speakAsAsked(undefined).words.you).toBe('You')
  expect(speakAsAsked(';;,*;q=x').words.you).toBe('You')
})
