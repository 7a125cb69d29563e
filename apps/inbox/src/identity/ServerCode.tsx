import { useState } from 'preact/hooks'
import { Segment } from '../look/Segment.tsx'
import { CopyButton } from '../settings/CopyButton.tsx'
import { Part } from '../settings/Page.tsx'
import { LANGUAGES, type Language, serverCode } from './server-code.ts'

const IN_THE_PAGE = "Halloo.identify('<the token>')"

/** What a developer puts on their server, and what into the page. */
export function ServerCode({ organizationId }: { organizationId: string }) {
  const [language, setLanguage] = useState<Language>('js')
  const code = serverCode(language, organizationId)
  return (
    <>
      <Part
        title="On your server"
        say="Make a token for each page of somebody who is signed in. It is good for one exchange; the secret comes from the environment."
      >
        <Segment label="Language" value={language} options={LANGUAGES} onChange={setLanguage} />
        <Code text={code} words="Copy lines" />
      </Part>
      <Part title="In the page" say="With the token as text. At signing out call Halloo.reset().">
        <Code text={IN_THE_PAGE} words="Copy line" />
      </Part>
    </>
  )
}

const Code = ({ text, words }: { text: string; words: string }) => (
  <>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
    <code class="code" tabIndex={0}>
      {text}
    </code>
    <div>
      <CopyButton text={text} words={words} />
    </div>
  </>
)
