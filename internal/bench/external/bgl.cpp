// Answers shortest-path queries with the Boost Graph Library, by the protocol of child.go.
//
//     bgl FOLDER
//
// The graph is a compressed_sparse_row_graph with 32-bit numbers throughout. Of
// the searches that the library offers, dijkstra_shortest_paths_no_color_map is
// the fastest: dijkstra_shortest_paths, with a two-bit color map, takes up to a
// fifth longer. Both keep nodes in an indexed 4-ary heap; with 2 children a node
// (which takes the library's internals to set) it is slower by a third or more,
// with 8 about the same. No predecessors are asked for, and the distances' memory is
// used again. A search for a pair is left at the target by an exception, as the
// library's documentation suggests.

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/version.hpp>

#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

struct Cost {
    uint32_t cost;
};

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Cost, boost::no_property,
                                                 uint32_t, uint32_t>;
using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

constexpr uint32_t infinite = std::numeric_limits<uint32_t>::max();

struct Reached {};

// StopAt ends a search when it settles the target.
struct StopAt : boost::default_dijkstra_visitor {
    explicit StopAt(uint32_t target) : target(target) {}
    template <class G>
    void examine_vertex(uint32_t v, G&) {
        if (v == target) throw Reached();
    }
    uint32_t target;
};

class Peer {
public:
    explicit Peer(Graph&& graph) : graph(std::move(graph)), distances(num_vertices(this->graph)) {}

    void tree(uint32_t source) { search(source, boost::default_dijkstra_visitor()); }

    void pair(uint32_t source, uint32_t target) {
        try {
            search(source, StopAt(target));
        } catch (const Reached&) {
        }
    }

    int64_t at(uint32_t v) const { return distances[v] == infinite ? -1 : int64_t(distances[v]); }

    uint32_t nodes() const { return uint32_t(distances.size()); }

private:
    template <class Visitor>
    void search(uint32_t source, Visitor visitor) {
        auto index = get(boost::vertex_index, graph);
        boost::dijkstra_shortest_paths_no_color_map(
            graph, source, boost::dummy_property_map(), boost::make_iterator_property_map(distances.begin(), index),
            get(&Cost::cost, graph), index, std::less<uint32_t>(), std::plus<uint32_t>(), infinite, uint32_t(0),
            visitor);
    }

    Graph graph;
    std::vector<uint32_t> distances;
};

static Graph read_graph(const std::string& folder) {
    std::ifstream in(folder + "/arcs.txt");
    uint32_t nodes = 0, arcs = 0;
    in >> nodes >> arcs;
    Pairs ends(arcs);
    std::vector<Cost> costs(arcs);
    for (uint32_t i = 0; i < arcs; i++) in >> ends[i].first >> ends[i].second >> costs[i].cost;
    return Graph(boost::edges_are_sorted, ends.begin(), ends.end(), costs.begin(), nodes);
}

static Pairs read_queries(const std::string& folder) {
    std::ifstream in(folder + "/queries.txt");
    uint32_t count = 0;
    in >> count;
    Pairs queries(count);
    for (auto& query : queries) in >> query.first >> query.second;
    return queries;
}

// ask appends the answer to one query.
static void ask(Peer& peer, const std::string& question, std::pair<uint32_t, uint32_t> query,
                std::vector<int64_t>& answers) {
    if (question == "pair") {
        peer.pair(query.first, query.second);
    } else {
        peer.tree(query.first);
    }
    if (question != "all") {
        answers.push_back(peer.at(query.second));
        return;
    }
    for (uint32_t v = 0; v < peer.nodes(); v++) answers.push_back(peer.at(v));
}

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    Peer peer(read_graph(argv[1]));
    const Pairs queries = read_queries(argv[1]);
    std::cout << "ready " << BOOST_LIB_VERSION << std::endl;
    std::string question;
    std::vector<int64_t> answers;
    for (size_t first, count; std::cin >> question >> first >> count;) {
        answers.clear();
        const auto began = std::chrono::steady_clock::now();
        for (size_t i = first; i < first + count; i++) ask(peer, question, queries.at(i), answers);
        const auto took = std::chrono::steady_clock::now() - began;
        std::cout << std::chrono::nanoseconds(took).count() << " -1 -1";
        for (int64_t d : answers) std::cout << ' ' << d;
        std::cout << std::endl;
    }
}
