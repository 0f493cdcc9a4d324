// The tools need Node 24. Where the optional dependency with a Node of its own could not be installed, the scripts run on
// the PATH's, and the first thing to fail would be an unknown file extension.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 18)) {
  console.error(`These scripts need Node 24.18 or newer and run on ${process.version}.`);
  console.error("On Linux it comes with `npx -y pnpm@12.21.0 install`; elsewhere install it yourself.");
  process.exit(1);
}
