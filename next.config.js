/**
 * Next draws the pages only: the APIs are answered by server/main.ts before Next sees a request, which also sends the
 * security headers and compresses.
 */

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  compress: false,
  reactStrictMode: true,
  typedRoutes: false,
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
}

export default config
