import { NavLink } from "@remix-run/react";
import classes from "./sibling-pages.module.css";

interface SiblingPagesProps {
  readonly label: string;
  readonly pages: readonly { readonly to: string; readonly label: string; readonly count?: number }[];
}

/** The pages of one subject, one tap apart; a count says that something waits there. */
export function SiblingPages({ label, pages }: SiblingPagesProps) {
  return (
    <nav aria-label={label} className={`no-print ${classes.pages}`}>
      {pages.map(({ to, label: name, count = 0 }) => (
        <NavLink key={to} to={to} end>
          {name}
          {count > 0 && <b className={classes.count}>{count}</b>}
        </NavLink>
      ))}
    </nav>
  );
}
