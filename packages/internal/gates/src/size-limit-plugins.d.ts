// The plugins of size-limit have no types; size-limit declares the type of a plugin.
declare module "@size-limit/esbuild" {
  const plugin: Parameters<typeof import("size-limit").default>[0];
  export default plugin;
}
declare module "@size-limit/file" {
  const plugin: Parameters<typeof import("size-limit").default>[0];
  export default plugin;
}
