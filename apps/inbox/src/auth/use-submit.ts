import { useState } from 'preact/hooks'

/** A form's one way out: busy while it is asked, and what went wrong if something did. */
export function useSubmit(submit: () => Promise<string | undefined>) {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    setFault(undefined)
    setFault(await submit())
    setBusy(false)
  }
  return { busy, fault, onSubmit }
}
