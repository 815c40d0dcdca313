import { useMapScheme } from "./map-scheme";
import { SHADE_OF } from "./area-shade";
import { discLook } from "./disc-look";
import { MINUTE_FILLS, STEP_FILLS } from "./map-tone";

const box = { width: 22, height: 16, borderRadius: 3, display: "inline-block", flex: "none" } as const;

/** One of the nested steps, 0 = nearest. */
export function LegendStep({ step }: { readonly step: number }) {
  const scheme = useMapScheme();
  return (
    <span
      aria-hidden="true"
      style={{ ...box, background: STEP_FILLS[scheme][step], border: "1px solid var(--mantine-color-default-border)" }}
    />
  );
}

/** One of the bands of minutes, 0 = nearest; null = beyond them all. */
export function LegendMinutes({ band }: { readonly band: number | null }) {
  const scheme = useMapScheme();
  const background = band === null ? "transparent" : MINUTE_FILLS[scheme][band];
  return <span aria-hidden="true" style={{ ...box, background, border: "1px solid var(--mantine-color-default-border)" }} />;
}

/** A place by its score: a ring for nothing and for unknown, else from little to much. */
export function LegendDisc({ of }: { readonly of: number | "nothing" | "unknown" }) {
  const { fill, edge, isRing } = discLook(of === "unknown" ? null : of === "nothing" ? 0 : of, useMapScheme());
  return (
    <span
      aria-hidden="true"
      style={{
        ...box,
        width: 16,
        borderRadius: "50%",
        background: isRing ? "transparent" : fill,
        border: `${isRing ? 2 : 1}px solid ${edge}`,
      }}
    />
  );
}

export function LegendHatch() {
  const ink = "var(--gap-orange)";
  return (
    <span
      aria-hidden="true"
      style={{
        ...box,
        width: 18,
        height: 18,
        borderRadius: "50%",
        border: `1px solid ${ink}`,
        background: `repeating-linear-gradient(135deg, ${ink} 0 1.5px, transparent 1.5px 5px)`,
      }}
    />
  );
}

export function LegendLine() {
  return <span aria-hidden="true" style={{ ...box, height: 0, borderRadius: 0, borderTop: "2px dashed #6b7788" }} />;
}

/** Areas by share, least first, then the unknown ones and those where nobody lives. */
export function LegendShade({ of }: { readonly of: number | "unknown" | "nobody" }) {
  const look = SHADE_OF[useMapScheme()];
  const paint =
    of === "nobody"
      ? { border: `1px dotted ${look.edge}` }
      : of === "unknown"
        ? { background: look.unknown, border: `1px dashed ${look.unknownEdge}` }
        : { background: look.steps[of], border: `1px solid ${look.edge}` };
  return <span aria-hidden="true" style={{ ...box, ...paint }} />;
}
