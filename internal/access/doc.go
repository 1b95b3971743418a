// Package access holds the one table of who may use a street in which direction,
// as OpenStreetMap's tags say it. Readers of every format share it; each brings
// its tags into the form of [Tags] first.
//
// # What is open
//
// The tag of the most specific mode counts, in each direction for itself:
//
//	walking:  foot > access
//	cycling:  bicycle > vehicle > access
//	driving:  motorcar > motor_vehicle > vehicle > access
//
// and of one mode that with :forward or :backward before that with :both_ways
// (or :both), and that before the plain one. What the values say:
//
//	open    yes designated permissive destination customers public official dismount true 1
//	closed  no private agricultural forestry delivery psv bus taxi emergency military
//	        restricted residents permit use_sidepath false 0
//	nothing any other, so that the next mode counts
//
// Of several values, apart by semicolons, one that opens is enough, unless no is
// among them. Where no mode says anything, the kind of street (highway) decides.
// access opens only kinds that are open to the profile anyway; motorways and
// streets with motorroad=yes are opened to walkers and bicycles by foot and
// bicycle alone. What is under construction, proposed or abandoned is closed
// whatever else is said. Conditions (:conditional) are left aside: the tag
// without them is the default, and counts.
//
// # Direction
//
// oneway:<mode> counts before oneway. yes, true and 1 are along the street; -1
// and reverse against it; no, false and 0 both; reversible and alternating
// neither, since they cannot be relied on. Roundabouts (junction=roundabout,
// circular) and motorways are one-way where oneway says nothing. Walkers are
// bound by oneway:foot only. Bicycles may go against a one-way street where
// cycleway, or cycleway:left, :right or :both, is opposite or begins with it, and
// where the lane on one side goes there (cycleway:left:oneway=-1 or no). A
// directional tag that opens, such as bicycle:backward=yes, lifts the one-way
// sign as well. Several values, apart by semicolons, count all: yes;no is
// one-way, as highway=residential;footway is closed to cars.
//
// # Barriers on a street
//
//	all pass              gate lift_gate swing_gate sliding_gate bump_gate hampshire_gate wicket_gate
//	                      cattle_grid border_control toll_booth sally_port entrance height_restrictor kerb rope no
//	walkers, bicycles     bollard block cycle_barrier motorcycle_barrier chain jersey_barrier planter
//	                      bus_trap sump_buster log debris barrier_board, and any that is not named here
//	walkers               stile kissing_gate turnstile full-height_turnstile horse_stile
//	nobody                wall fence hedge city_wall retaining_wall ditch guard_rail
//
// The tags of modes, read as above, count before the kind of barrier.
package access
