/** The look that everything shares that floats above the page: menus, popovers, dialogs, tooltips. */
export const FLOATING = 'z-50 rounded-md border border-hairline bg-raised text-ink shadow-floating outline-none'

export const MENU_ITEM =
  'relative flex min-h-8 select-none items-center gap-2 rounded-sm px-2 py-1 text-13 outline-none data-[disabled]:pointer-events-none data-[disabled]:opacity-55 data-[highlighted]:bg-hover [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-muted'
