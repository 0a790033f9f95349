package io.nettools.planner.way;

/** Where a packet can be dropped on the six points from client to server: inside a pod, or between two neighbours. */
enum Hop {
    InClient,
    ClientPodToNode,
    ClientNode,
    BetweenNodes,
    ServerNode,
    ServerNodeToPod,
    InServer
}
