// Package profile decides by OpenStreetMap's tags who may use a street in which direction,
// who passes a barrier, and how fast. The readers of street maps, csr/geojson and csr/osm,
// share its one table; each turns its file's tags into [Tags] first.
//
//	a := profile.Cycling.Street(profile.Tags{"highway": "residential", "oneway": "yes"})   // {Forward: true}
//	ok := profile.Cycling.Passes(profile.Tags{"barrier": "bollard"})                       // true
//
// # What is open
//
// The tag of the most specific mode counts, for each direction separately:
//
//	walking:  foot > access
//	cycling:  bicycle > vehicle > access
//	driving:  motorcar > motor_vehicle > vehicle > access
//
// Of one mode, the tag with :forward or :backward counts first, then the one with
// :both_ways or :both, then the plain one. Values say:
//
//	open    yes designated permissive destination customers public official dismount true 1
//	closed  no private agricultural forestry delivery psv bus taxi emergency military
//	        restricted residents permit use_sidepath false 0
//	nothing any other, so that the next mode counts
//
// If a tag has several values, separated by semicolons, one that opens is enough, unless
// no is among them. If no mode says anything, the kind of street (highway) decides.
// access opens only kinds that are open to the profile anyway; motorways, and streets
// with motorroad=yes, are opened to walkers and bicycles only by foot and bicycle. A
// street under construction, proposed or abandoned is always closed. Conditions
// (:conditional) are ignored: the tag without them is the default, and counts.
//
// # Direction
//
// oneway:<mode> counts before oneway. yes, true and 1 are along the street; -1
// and reverse against it; no, false and 0 both; reversible and alternating
// neither, since they cannot be relied on. Roundabouts (junction=roundabout,
// circular) and motorways are one-way if oneway says nothing. Walkers are
// bound by oneway:foot only. Bicycles may go against a one-way street if
// cycleway, or cycleway:left, :right or :both, is opposite or begins with it, or
// if the lane on one side leads there (cycleway:left:oneway=-1 or no). A
// directional tag that opens, such as bicycle:backward=yes, lifts the one-way
// sign as well. All of several values, separated by semicolons, count: yes;no is
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
package profile
