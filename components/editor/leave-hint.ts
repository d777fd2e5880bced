/** How the keyboard leaves the editor: said to screen readers in its name, and below it to everybody. */
export const LEAVE_HINT = 'Tab indents; Esc, then Tab leaves the editor'
