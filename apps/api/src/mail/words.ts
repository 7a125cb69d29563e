/** A name that somebody typed, as words: cut, and nothing in it that a mail program makes a link of. */
export const asWords = (name: string) => {
  const [...characters] = name.replace(/[a-z][a-z0-9+.-]*:\/\//gi, '').replace(/\.(?=\S)/g, '. ')
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : characters.join('')
}
