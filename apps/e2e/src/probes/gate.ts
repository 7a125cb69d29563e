/** What waits, and what lets it go on. */
export function gate(): [isOpen: Promise<void>, open: () => void] {
  let open = () => {}
  const isOpen = new Promise<void>(done => {
    open = done
  })
  return [isOpen, open]
}
