import { NavLink } from "@remix-run/react";
import classes from "./sibling-pages.module.css";

interface SiblingPagesProps {
  readonly label: string;
  readonly pages: readonly { readonly to: string; readonly label: string; readonly waiting?: string | null }[];
}

/** The pages of one subject, one tap apart; what waits on one of them is said in words beside its name. */
export function SiblingPages({ label, pages }: SiblingPagesProps) {
  return (
    <nav aria-label={label} className={`no-print ${classes.pages}`}>
      {pages.map(({ to, label: name, waiting = null }) => (
        <NavLink key={to} to={to} end>
          {name}
          {waiting && <b className={classes.waiting}>{waiting}</b>}
        </NavLink>
      ))}
    </nav>
  );
}
