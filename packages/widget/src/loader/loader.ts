import type { Config } from './config.ts'
import type { AddExtras } from './extras.ts'
import { start } from './start.ts'

declare const __HALLOO_CONFIG__: Config
declare const __HALLOO_EXTRAS__: AddExtras | null

const config = __HALLOO_CONFIG__
// Null in callbacks: must be read while the script runs for the first time. A module is never told which it is.
const tag = document.currentScript ?? document.querySelector(`script[src*="${config.key}"]`)
start(config, tag, __HALLOO_EXTRAS__)
