import { notFound } from 'next/navigation';

/** An address of a cluster that is no page: said inside the shell. */
export default function NoSuchPage() {
  notFound();
}
