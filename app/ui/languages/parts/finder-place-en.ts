export { compare, contact, place, question } from "../../../modules/finder/ui/strings.en.json?place";
