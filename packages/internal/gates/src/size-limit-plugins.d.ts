// The plugins of size-limit come without types; size-limit itself says what it takes.
declare module "@size-limit/esbuild" {
  const plugin: Parameters<typeof import("size-limit").default>[0];
  export default plugin;
}
declare module "@size-limit/file" {
  const plugin: Parameters<typeof import("size-limit").default>[0];
  export default plugin;
}
