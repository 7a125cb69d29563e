import './install.css'
import { may, world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { NotAllowed, Page } from '../settings/Page.tsx'
import { AllowedDomains } from './AllowedDomains.tsx'
import { InstallTag } from './InstallTag.tsx'
import { PolicyLine } from './PolicyLine.tsx'
import { SiteCheck } from './SiteCheck.tsx'

/** On which websites the widget stands, the tag that puts it there, and whether it works. */
export default function InstallPage() {
  const { settings } = world.value
  if (!settings) return <Bones faces={false} />
  const allowed = may('settings:manage')
  return (
    <Page title="Install">
      {!allowed && <NotAllowed what="change where the widget stands" />}
      <AllowedDomains settings={settings} allowed={allowed} />
      <InstallTag settings={settings} allowed={allowed} />
      <PolicyLine settings={settings} />
      {allowed && <SiteCheck settings={settings} />}
    </Page>
  )
}
