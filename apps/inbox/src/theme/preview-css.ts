import { ownPictureKey, type Theme, themeCss } from '@halloo/protocol'

/** The sheet of a look for previews. Pictures from elsewhere stay out: the inbox fetches nothing from other hosts. */
export function previewCss(theme: Theme): string {
  const { launcher, header } = theme
  const own = (picture: string | null) => (picture && ownPictureKey(picture) ? picture : null)
  return themeCss(
    {
      ...theme,
      launcher: { ...launcher, picture: own(launcher.picture) },
      header: { ...header, picture: own(header.picture), logo: own(header.logo) },
    },
    location.origin,
  )
}
