import { useMapScheme } from "./map-scheme";
import { STEP_FILLS } from "./map-tone";

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
