/** Whether other machines can reach the server at an address, and which address to put into lines for agents. */

export type Reach = {
  /** The configured address and the browser's own, where they differ; the best for agents first. */
  addresses: string[]
  /** Why no other machine can use the first one; null when one can. */
  warning: string | null
}

const HOW =
  'Other machines need an address of their own: start the server with HOST=0.0.0.0 and SWEEPBOARD_SECRET, or set SWEEPBOARD_BASE_URL to where a proxy serves it.'

/** `configured` is what the server says of itself, `seen` where this browser has the page from. */
export function reachOf(configured: string, seen: string): Reach {
  const all = [...new Set([configured, seen].filter((address) => address !== ''))]
  // An address that works from elsewhere is better than the one that was configured.
  const addresses = [...all].sort((a, b) => Number(isLoopback(a)) - Number(isLoopback(b)))
  const [first] = addresses
  const isStuck = first === undefined || isLoopback(first)
  return {
    addresses,
    warning: isStuck ? `${first ?? 'This address'} can be reached from this machine alone. ${HOW}` : null,
  }
}

export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { hostname } = new URL(address)
  return hostname === 'localhost' || hostname === '[::1]' || hostname.endsWith('.localhost') || /^127\./.test(hostname)
}
