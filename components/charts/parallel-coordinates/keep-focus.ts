/** An element that is moved in the document loses the focus; whoever moved it by key goes on with it. */
export function keepFocus(element: HTMLElement): void {
  requestAnimationFrame(() => element.focus())
}
