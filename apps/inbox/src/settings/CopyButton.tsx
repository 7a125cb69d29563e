import { Check, Copy } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from '../look/Button.tsx'

/** Copies a text and says so in its own place. */
export function CopyButton({ text, words }: { text: string; words: string }) {
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 2_000)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <>
      <Button
        small
        icon={done ? Check : Copy}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setDone(true))}
      >
        {done ? 'Copied' : words}
      </Button>
      {/* Beside the button: inside, it would take the button's name away. */}
      <span class="hide" role="status">
        {done && 'Copied'}
      </span>
    </>
  )
}
