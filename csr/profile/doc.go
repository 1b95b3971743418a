// Package profile decides by OpenStreetMap's tags who may use a street in which direction,
// who passes a barrier, and how long it takes. The readers of street maps, csr/geojson and
// csr/osm, share its one table.
//
//	t := profile.Tags{"highway": "residential", "oneway": "yes", "maxspeed": "30 mph"}
//	a := profile.Driving.Street(t)                                         // {Forward: true}
//	v, _ := profile.Driving.Speed(t)                                       // 48.28 km/h
//	ok := profile.Cycling.Passes(profile.Tags{"barrier": "bollard"})       // true
//
// A host changes what the table says by functions of its own:
//
//	quiet := profile.Cycling.WithFactor(func(t profile.Tags, forward, backward float64) (float64, float64) {
//		if t["highway"] == "primary" {
//			return 2 * forward, 2 * backward                       // as if it were twice as long
//		}
//		return forward, backward
//	})
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
// no is among them. Conditions are ignored, as the tag access:conditional and as the value
// "no @ (Su)": what is left is the default, and counts.
//
// If no mode says anything, the kind of street decides: highway or, where there is none,
// route=ferry, man_made=pier, railway=platform or public_transport=platform.
//
//	walking   footway path pedestrian steps corridor elevator crossing platform pier, and as cycling
//	cycling   cycleway path living_street residential service unclassified road track ferry,
//	          and tertiary secondary primary with their _link
//	driving   living_street residential service unclassified road ferry,
//	          and tertiary secondary primary trunk motorway with their _link
//
// A ferry that has a tag foot is closed to bicycles, and one that has foot or bicycle to
// cars, unless a tag of theirs opens it. access opens only kinds that are open to the
// profile anyway; motorways, and streets with motorroad=yes, are opened to walkers and
// bicycles only by foot and bicycle. A street under construction, proposed or abandoned is
// always closed. Of several kinds, as in highway=residential;footway, all must be open.
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
// one-way.
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
//
// # Speed
//
// In km/h, of several kinds of street the slowest:
//
//	walking  5; steps 2.5; ferries 10
//	cycling  15; path 13; track 12; steps 2; bicycle=dismount 4; ferries 10
//	driving  motorway 90, trunk 85, primary 65, secondary 55, tertiary 40; their _link 45, 40, 30, 25, 20;
//	         unclassified, road and residential 25; service 15; living_street 10; ferries 10; others 10
//
// They are those of OSRM's profiles, with these exceptions: steps as Fruin measured people
// on stairs (Pedestrian Planning and Design, 1971; mean of up and down), and ferries, where
// duration counts in place of a speed if the tag is there.
//
// A limit in maxspeed:forward or :backward, maxspeed, maxspeed:type, source:maxspeed,
// zone:maxspeed or zone:traffic, in this order, is the speed of cars in place of that, and
// bicycles go no faster. Traffic is slower than limits: OSRM takes four fifths, and so can
// WithSpeed. Limits are a number of km/h, or of mph or knots where it says so; walk, 7; none,
// 130, Germany's advisory speed; or a country's rule, such as DE:urban or FR:zone30, by the
// table of default speed limits in OpenStreetMap's wiki. For a country that is not in the
// table, urban is 50, rural 90, trunk 110, motorway 130 and living_street 20. Of several
// limits the lowest counts.
//
// # Surface and incline
//
// [Profile.Factor] multiplies the time. By surface, of several the worst:
//
//	walking  1.33 fine_gravel gravel pebblestone; 2 mud sand
//	cycling  1.5 paving_stones bricks cobblestone:flattened compacted fine_gravel ground wood metal; 1.7 sett;
//	         1.9 dirt; 2.1 cobblestone unhewn_cobblestone; 2.5 unpaved gravel pebblestone earth clay grass
//	         grass_paver stone rocky rock; 5 mud sand woodchips snow
//	driving  1.5 sett grass_paver gravel unpaved ground dirt grass pebblestone wood; 2 cobblestone
//	         unhewn_cobblestone clay; 3 earth stone rocky rock sand snow; 6 mud
//
// and 1 for any other. They come from the speeds that OSRM's profiles have for surfaces, of
// its 5 and 15 km/h and, for cars, of a street for 60 km/h. Where surface is missing,
// tracktype=grade2 counts as compacted, grade3 as gravel, grade4 as dirt, grade5 as grass.
//
// A slope s by incline, in percent or degrees, multiplies the time of walkers by
// exp(3.5·(|s+0.05|−0.05)) (Tobler, Three Presentations on Geographical Analysis and
// Modeling, 1993), so that 10 % up takes 1.42 times as long, and that of bicycles by 1+20·s,
// at least 0.6 and at most 3.75, which is pushing. Above 100 % it is taken for a mistake. Cars do not mind. up and down say no
// number, and count as level, as do steps, whose speed has their slope in it.
package profile
