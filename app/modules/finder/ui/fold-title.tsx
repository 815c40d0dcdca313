import classes from "./find.module.css";

interface FoldTitleProps {
  readonly title: string;
  /** what is folded away, or what decides while it is: read beside the title as long as the fold is closed */
  readonly within: readonly string[];
  /** what stands between */
  readonly list: string;
}

/** A fold's title stays on one line however narrow the screen and however large the letters; what follows goes round. */
export function FoldTitle({ title, within, list }: FoldTitleProps) {
  return (
    <summary>
      <span>
        <span className={classes.title}>{title}</span>{" "}
        <span className={classes.usual}>
          {within.map((one, at) => (
            <span key={one}>
              {at > 0 && list}
              <span className={classes.whole}>{one}</span>
            </span>
          ))}
        </span>
      </span>
    </summary>
  );
}
