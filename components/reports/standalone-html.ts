/**
 * A drawn report as one HTML file that needs nothing and can do nothing: styles inside, canvases as pictures, no scripts, and
 * a policy that allows none. The outside system is the document.
 */
type StandaloneInput = { title: string; source: string; article: HTMLElement }

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

export function standaloneHtml({ title, source, article }: StandaloneInput): string {
  const copy = article.cloneNode(true)
  if (!(copy instanceof HTMLElement)) return ''
  replaceCanvases(article, copy)
  for (const button of copy.querySelectorAll('button[data-export="keep"]')) replaceWithWords(button)
  for (const element of copy.querySelectorAll('button, input, select, textarea, script, [data-export="skip"]'))
    element.remove()
  for (const element of copy.querySelectorAll('[tabindex]')) element.removeAttribute('tabindex')
  for (const link of copy.querySelectorAll('a[href]'))
    link.setAttribute('href', new URL(link.getAttribute('href') ?? '', source).href)
  const theme = document.documentElement.classList.contains('dark') ? 'dark' : 'light'
  const made = new Date().toISOString().slice(0, 16).replace('T', ' ')
  return `<!doctype html>
<html lang="en" class="${theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${stylesOfPage().replaceAll('</', '<\\/')}</style>
</head>
<body>
<main style="max-width:64rem;margin:0 auto;padding:2rem 1.25rem">
<h1 class="text-28">${escaped(title)}</h1>
<p class="text-12 text-muted" style="margin:0.25rem 0 1.5rem">As of ${made} UTC, from <a class="link" href="${escaped(source)}">${escaped(source)}</a></p>
${copy.outerHTML}
</main>
</body>
</html>
`
}

/** What a button says is part of the text where it is marked so: a head that sorts, a cell that is explained. */
function replaceWithWords(button: Element): void {
  const words = document.createElement('span')
  words.className = button.className
  words.append(...button.childNodes)
  button.replaceWith(words)
}

/** A clone of a canvas is blank. */
function replaceCanvases(from: HTMLElement, to: HTMLElement): void {
  const copies = [...to.querySelectorAll('canvas')]
  for (const [index, canvas] of [...from.querySelectorAll('canvas')].entries()) {
    const picture = document.createElement('img')
    picture.src = canvas.toDataURL('image/png')
    picture.alt = ''
    picture.className = canvas.className
    picture.style.cssText = canvas.style.cssText
    copies[index]?.replaceWith(picture)
  }
}

/** Fonts are left out: they would be most of the file, and every system has one that will do. */
function stylesOfPage(): string {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => !(rule instanceof CSSFontFaceRule))
    .map((rule) => rule.cssText)
    .join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
