import { BlockList, isIP } from "node:net";

/** Networks that are no part of the public internet (IANA special-purpose registries), and tunnels that could lead into them. */
const NETWORKS: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
  ["::", 96, "ipv6"],
  ["64:ff9b::", 96, "ipv6"],
  ["64:ff9b:1::", 48, "ipv6"],
  ["2001::", 32, "ipv6"],
  ["2002::", 16, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["fec0::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
];

const inside = new BlockList();
for (const [network, prefix, kind] of NETWORKS) inside.addSubnet(network, prefix, kind);

/** Whether an IP address lies inside somebody's own network, or is none at all. IPv4 is judged as itself, also when written as IPv6. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const kind = isIP(bare);
  return kind === 0 || inside.check(bare, kind === 4 ? "ipv4" : "ipv6");
}
