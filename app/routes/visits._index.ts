import { redirect } from "@remix-run/node";

/** The visits' own first page is the register's. */
export const loader = () => redirect("/visits/residents");
