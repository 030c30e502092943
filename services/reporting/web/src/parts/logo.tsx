/** The mark beside the name. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" class="logo-ground" />
      <path d="M8 9h16M8 16h10M8 23h6" class="logo-lines" />
      <path d="m18 22 3 3 6-7" class="logo-tick" />
    </svg>
  );
}
