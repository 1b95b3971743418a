package profile

// Kinds of barrier, by the users that they let through if no tag says otherwise.
const (
	forAll = `gate lift_gate swing_gate sliding_gate bump_gate hampshire_gate wicket_gate cattle_grid border_control
		toll_booth sally_port entrance height_restrictor kerb rope no`
	forNarrow = `bollard block cycle_barrier motorcycle_barrier chain jersey_barrier planter bus_trap sump_buster log
		debris barrier_board`
	forWalkers = "stile kissing_gate turnstile full-height_turnstile horse_stile"
	forNobody  = "wall fence hedge city_wall retaining_wall ditch guard_rail"
)

// pass tells whether the profile gets through what stands on a street: of several
// barriers, through each.
func (r *rules) pass(t Tags) bool {
	for barrier := range values(t["barrier"]) {
		known := r.passes[barrier] || r.passesOthers && !r.stopped[barrier]
		if barrier != "" && !r.open(t, forward, fallback{open: known}) {
			return false
		}
	}
	return true
}
