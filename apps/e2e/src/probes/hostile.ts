/** What the worst sheets of real sites do, together. */
export const HOSTILE = `
* { margin: 31px !important; padding: 17px !important; font: 40px/3 cursive !important; color: red !important;
  letter-spacing: 9px !important; text-transform: uppercase !important; border: 5px solid lime !important;
  box-sizing: content-box !important; animation: none !important; direction: rtl; background: yellow }
button, svg, section, span { display: none !important }
div, form, textarea { position: static !important; opacity: 0.3 !important; transform: scale(3) !important }
halloo-chat { display: none !important; position: static !important; z-index: -1 !important; opacity: 0 !important;
  visibility: hidden !important; filter: blur(9px) !important; width: 9px !important; zoom: 3 !important }
html { font-size: 40px !important }`

/** Takes the page itself out of the picture. */
export const CALM = `
html { overflow: hidden !important; background: #fff !important; margin: 0 !important; padding: 0 !important;
  border: 0 !important }
body { display: none !important }`
