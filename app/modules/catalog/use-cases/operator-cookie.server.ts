import { linkCookie } from "~/platform/link-cookie.server";

export const operatorCookie = linkCookie("operator");
